/** A prime, so that no text can be made whose pieces collide under every base. By a Mersenne prime a remainder is had without a division. */
const modulus = 2 ** 31 - 1;

/** More than any code unit. */
export const smallestBase = 2 ** 16;

/** A base below it times a hash is less than 2^52: exact, with all that is added to it, in a double. */
export const largestBase = 2 ** 21;

/**
 * The hash of Rabin and Karp over UTF-16 code units: of each piece of one length of a text, in one step per unit.
 */
export class RollingHash {
  readonly base: number;

  /** @param base from {@link smallestBase} to {@link largestBase}; whoever does not know it cannot tell what a hash is of. */
  constructor(base: number) {
    this.base = base;
  }

  /** What a unit counts for once it leaves a window of so many units. */
  weight(length: number): number {
    let weight = 1;
    for (let step = 0; step < length; step += 1) {
      weight = reduce(weight * this.base);
    }
    return weight;
  }

  /** @param leaving the unit that goes out of the window, or 0; @param weight of the length of the window. */
  next(hash: number, entering: number, leaving: number, weight: number): number {
    // The last term keeps the sum positive; it is a multiple of the modulus.
    return reduce(hash * this.base + entering - leaving * weight + modulus * 65_536);
  }
}

function reduce(sum: number): number {
  const high = Math.floor(sum * 2 ** -31);
  const remainder = sum - high * 2 ** 31 + high;
  return remainder >= modulus ? remainder - modulus : remainder;
}
