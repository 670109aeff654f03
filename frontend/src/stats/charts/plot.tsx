import type { ReactNode } from 'react'

type PlotProps = {
  /** What 100 % of its height stands for, in words, and what its foot does. */
  top: string
  foot: string
  /** The names of the first and the last slot; left out where another plot stands below. */
  ends?: readonly [string, string]
  children: ReactNode
}

/** A square of 100 by 100 stretched over the room that there is, with lines and names at its edges. */
export const Plot = ({ top, foot, ends, children }: PlotProps) => (
  <div className="plot">
    <span className="plot__top" aria-hidden="true">
      {top}
    </span>
    <span className="plot__foot" aria-hidden="true">
      {foot}
    </span>
    <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
      <path className="plot__grid" d="M0 0H100M0 50H100M0 100H100" />
      {children}
    </svg>
    {ends?.map((end, index) => (
      <span key={index} className={index === 0 ? 'plot__first' : 'plot__last'} aria-hidden="true">
        {end}
      </span>
    ))}
  </div>
)
