/** How a value that is not what was asked for reads in a message; knows no tensor. */

/** What a value is, in a few words. */
export function describeValue(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "an array";
  switch (typeof value) {
    case "object":
    case "undefined":
      return typeof value;
    case "function":
    case "symbol":
      return `a ${typeof value}`;
    case "string":
      return `the string ${JSON.stringify(value)}`;
    default:
      return `the ${typeof value} ${String(value)}`;
  }
}
