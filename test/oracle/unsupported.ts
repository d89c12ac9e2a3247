/** What the reference cases ask for and the library cannot do yet; the list can only shrink, as its test sees to. */

/** Ops that are neither in the library nor a few lines of what is. */
export const unsupported: readonly string[] = [];
