/**
 * Tells texts apart that one person writes one after the other: 53 bits, by the hash cyrb53. That of the browser
 * exists on secure origins only, which a server in the house may not have.
 */
export function fingerprint(text: string): string {
  let [high, low] = [0xdeadbeef, 0x41c6ce57]
  for (let place = 0; place < text.length; place++) {
    const unit = text.charCodeAt(place)
    high = Math.imul(high ^ unit, 2654435761)
    low = Math.imul(low ^ unit, 1597334677)
  }
  high = mixed(high, low)
  low = mixed(low, high)
  return (2 ** 32 * (low & 0x1fffff) + (high >>> 0)).toString(36)
}

const mixed = (half: number, other: number) =>
  Math.imul(half ^ (half >>> 16), 2246822507) ^ Math.imul(other ^ (other >>> 13), 3266489909)
