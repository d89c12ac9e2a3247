/** The errors users see, one line each; knows no tensor. */

/** The root of every error microml raises on purpose: `error instanceof MicromlError` tells it from a bug. */
export class MicromlError extends Error {
  override readonly name: string = "MicromlError";
}

/** Shapes, axes or sizes that do not fit. */
export class ShapeError extends MicromlError {
  override readonly name: string = "ShapeError";
}

/** An element type an operation does not accept. */
export class DTypeError extends MicromlError {
  override readonly name: string = "DTypeError";
}

/** A value that is out of range or malformed, such as a ragged array or a class index beyond the last class. */
export class ValueError extends MicromlError {
  override readonly name: string = "ValueError";
}

/** A graph used where it has no meaning, such as the gradient of a non-scalar or a traced tensor read outside its trace. */
export class GraphError extends MicromlError {
  override readonly name: string = "GraphError";
}

/** A thread that ended while it was needed; what was asked for has not happened, and can be asked for again. */
export class ThreadError extends MicromlError {
  override readonly name: string = "ThreadError";
}

/** An invariant of microml itself that does not hold: a bug here, never the user's. */
export class InternalError extends MicromlError {
  override readonly name: string = "InternalError";
}
