/** Draws progress, tables and grey images as text; knows no tensor. */

const shades = " ░▒▓█";

/** A line that is rewritten in place on a terminal and printed now and then elsewhere. */
export interface ProgressLine {
  readonly update: (done: number, total: number, text: string) => void;
  readonly end: () => void;
}

/** Opens a progress line on a stream; without a terminal, ten plain lines over the whole way. */
export function openProgress(stream: NodeJS.WriteStream): ProgressLine {
  const width = 24;
  let tenth = -1;
  return {
    update(done, total, text) {
      if (stream.isTTY) {
        const filled = Math.round((width * done) / total);
        stream.write(`\r\x1b[2K${"█".repeat(filled)}${"░".repeat(width - filled)} ${text}`);
      } else if (Math.floor((10 * done) / total) > tenth) {
        tenth = Math.floor((10 * done) / total);
        stream.write(`${text}\n`);
      }
    },
    end() {
      if (stream.isTTY) stream.write("\n");
    },
  };
}

/** The lines of a grey image with values from 0 to 1, two characters a pixel. */
export function drawImage(image: ArrayLike<number>, width: number): string[] {
  const lines: string[] = [];
  for (let start = 0; start < image.length; start += width) {
    let line = "";
    for (let pixel = start; pixel < start + width; pixel++) {
      const value = Math.min(1, Math.max(0, image[pixel] ?? 0));
      line += (shades[Math.round(value * (shades.length - 1))] ?? " ").repeat(2);
    }
    lines.push(line);
  }
  return lines;
}

/** Blocks of lines side by side, each padded to its widest line. */
export function placeSideBySide(blocks: readonly (readonly string[])[], gap = 3): string {
  const height = Math.max(0, ...blocks.map((block) => block.length));
  const widths = blocks.map((block) => Math.max(0, ...block.map((line) => line.length)));
  return Array.from({ length: height }, (_, row) =>
    blocks
      .map((block, index) => (block[row] ?? "").padEnd(widths[index] ?? 0))
      .join(" ".repeat(gap))
      .trimEnd(),
  ).join("\n");
}

/** A square table of counts: what each class (a row) was taken for (a column); zeros are dots. */
export function drawConfusion(counts: readonly (readonly number[])[]): string {
  const names = counts.map((_, index) => String(index).padStart(4)).join("");
  const rows = counts.map((row, index) => {
    const cells = row.map((count) => (count === 0 ? "·" : String(count)).padStart(4)).join("");
    return `   ${index} │${cells}`;
  });
  return [`     │${names}   ← predicted`, `─────┼${"─".repeat(names.length)}`, ...rows].join("\n");
}
