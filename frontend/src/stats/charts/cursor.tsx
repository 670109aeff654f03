type CursorProps = {
  label: string
  count: number
  at: number | null
  describe: (index: number) => string
  onMove: (index: number | null) => void
}

/**
 * Lies over a chart of equal slots and tells which of them one looks at: by pointer, by finger, and by the arrow keys,
 * as it is a slider that nobody sees. It begins and ends in the middles of the outer slots, so that each slot is one
 * of its steps.
 */
export function Cursor({ label, count, at, describe, onMove }: CursorProps) {
  const index = at ?? count - 1
  return (
    <div
      className="cursor"
      onPointerMove={({ clientX, currentTarget }) => {
        const { left, width } = currentTarget.getBoundingClientRect()
        onMove(Math.min(count - 1, Math.max(0, Math.floor(((clientX - left) / width) * count))))
      }}
      onPointerLeave={() => onMove(null)}
    >
      {at !== null && (
        <span
          className="cursor__slot"
          style={{ insetInlineStart: `${(at / count) * 100}%`, inlineSize: `${100 / count}%` }}
        />
      )}
      <input
        type="range"
        aria-label={label}
        aria-valuetext={describe(index)}
        min={0}
        max={count - 1}
        value={index}
        style={{ marginInline: `${50 / count}%`, inlineSize: `${100 - 100 / count}%` }}
        onChange={(event) => onMove(Number(event.target.value))}
        onFocus={() => onMove(index)}
        onBlur={() => onMove(null)}
      />
    </div>
  )
}
