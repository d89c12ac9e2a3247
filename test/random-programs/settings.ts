/** Where random programs start and how many there are; both can be set from outside, and tests print them. */

export const seed = Number(process.env.PROGRAM_SEED ?? 7_411);
export const runs = Number(process.env.PROGRAM_RUNS ?? 20);
