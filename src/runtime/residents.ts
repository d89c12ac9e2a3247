/** Which blocks of a heap are kept for programs built anew: those used last, up to a bound; knows no storage and no program. */

/** A block whose elements can be moved out again. */
export interface Resident {
  readonly bytes: number;
  /** How this list knows it; held weakly, so that what is collected frees its block as ever. */
  seat: Seat | null;
  /** Moves the elements out. */
  evict(): void;
}

export interface Seat {
  readonly resident: WeakRef<Resident>;
  readonly bytes: number;
}

/** How many bytes may stay that the present call does not use. Collecting alone frees nothing while a loop runs without a pause. */
const mostIdleBytes = 2 ** 26;
/** The least recently used first. */
const seats = new Set<Seat>();
let heldBytes = 0;
/** How many programs are running, which need everything where it is. */
let running = 0;

/** Runs something that reads and writes blocks: none is moved meanwhile. */
export function whileResident(run: () => void): void {
  running += 1;
  try {
    run();
  } finally {
    running -= 1;
  }
}

/** Says that a block is used now, and has to stay for the next time if there is room. */
export function keepResident(resident: Resident): void {
  const { seat } = resident;
  if (seat !== null && seats.delete(seat)) {
    seats.add(seat);
    return;
  }
  resident.seat = { resident: new WeakRef(resident), bytes: resident.bytes };
  seats.add(resident.seat);
  heldBytes += resident.bytes;
}

/** Says that a block is given back. */
export function forgetResident({ seat }: Resident): void {
  if (seat !== null && seats.delete(seat)) heldBytes -= seat.bytes;
}

/** Moves out the blocks longest unused until the rest fit beside the `used` latest, or, with a bound of 0, all others. */
export function evictIdle(used: number, bound: number = mostIdleBytes): void {
  if (heldBytes <= bound || running > 0) return;
  for (const seat of seats) {
    if (seat.resident.deref() === undefined && seats.delete(seat)) heldBytes -= seat.bytes;
  }
  for (const { resident } of [...seats].slice(0, seats.size - used)) {
    if (heldBytes <= bound) return;
    resident.deref()?.evict();
  }
}
