/** The memory behind a tensor's values; knows no graph and no backend. */

import { type DType, dtypes, type TypedArray } from "../base/dtype.ts";
import { ValueError } from "../base/errors.ts";
import { poison } from "../base/fresh-memory.ts";

/** Elements of one type in row-major order, written once and then only read, unless a `Variable` owns them. */
export interface Storage {
  readonly dtype: DType;
  readonly array: TypedArray;
}

/** Fresh memory, or one line that says how much was asked for. */
export function allocateStorage(dtype: DType, length: number): Storage {
  try {
    return { dtype, array: poison(dtypes[dtype].allocate(length)) };
  } catch (cause) {
    const bytes = length * dtypes[dtype].bytes;
    throw new ValueError(
      `out of memory: ${length} elements of ${dtype} need ${bytes} bytes (use smaller tensors)`,
      {
        cause,
      },
    );
  }
}

/** Contents that change: a parameter's values or an optimizer's state. */
export interface Variable {
  storage: Storage;
  /** Whether a pending graph may still read the present storage, so that an update must go to a copy. */
  exposed: boolean;
}

/** The storage of a variable, safe to overwrite: a copy if anything pending may read the old contents. */
export function ownStorage(variable: Variable): Storage {
  if (variable.exposed) {
    const { dtype, array } = variable.storage;
    variable.storage = { dtype, array: array.slice() };
    variable.exposed = false;
  }
  return variable.storage;
}
