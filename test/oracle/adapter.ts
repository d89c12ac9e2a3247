/** From the neutral op names of the cases to what the library offers under its own names. */

import { axesAdapter } from "./adapter-axes.ts";
import { elementwiseAdapter } from "./adapter-elementwise.ts";
import { layersAdapter } from "./adapter-layers.ts";
import { shapeAdapter } from "./adapter-shape.ts";
import type { Adapter } from "./apply.ts";

export const adapter: Adapter = { ...elementwiseAdapter, ...axesAdapter, ...shapeAdapter, ...layersAdapter };
