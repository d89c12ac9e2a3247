/** The element types a tensor can have; types only, and nothing about what is done with them. */

/** An element type: 32-bit float (the default), 64-bit float, 32-bit integer, or truth value. */
export type DType = "f32" | "f64" | "i32" | "bool";

/** The element types that carry a derivative. */
export type FloatDType = "f32" | "f64";

/** The element types that arithmetic accepts. */
export type NumericDType = "f32" | "f64" | "i32";
