/** A speech bubble with a calm, closed mouth: a desk that keeps what it is told. */
export const LogoMark = () => (
  <svg className="logo-mark" viewBox="0 0 32 32" aria-hidden="true">
    <rect className="logo-mark__ground" width="32" height="32" rx="9" />
    <path
      className="logo-mark__bubble"
      d="M10.5 7.5h11A3.5 3.5 0 0 1 25 11v7a3.5 3.5 0 0 1-3.5 3.5h-4.4l-4.3 3.9c-.5.4-1.1.1-1.1-.5v-3.4h-1.2A3.5 3.5 0 0 1 7 18v-7a3.5 3.5 0 0 1 3.5-3.5Z"
    />
    <path className="logo-mark__line" d="M12 14.5h8" />
  </svg>
)

export const Wordmark = () => (
  <span className="wordmark">
    <LogoMark />
    Hushdesk
  </span>
)
