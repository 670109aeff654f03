import type { ReactNode } from 'react'

type IconProps = { className?: string }

/** Every icon is drawn on a 16 × 16 grid in the colour of the text, and accompanies words that say the same. */
const icon = (drawing: ReactNode) =>
  function Icon({ className = '' }: IconProps) {
    return (
      <svg
        className={`icon ${className}`}
        viewBox="0 0 16 16"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
      >
        {drawing}
      </svg>
    )
  }

export const SearchIcon = icon(
  <>
    <circle cx="7" cy="7" r="4.5" />
    <path d="m10.5 10.5 3.25 3.25" />
  </>,
)
export const PlusIcon = icon(<path d="M8 3v10M3 8h10" />)
export const CrossIcon = icon(<path d="m4 4 8 8M12 4l-8 8" />)
export const ChevronIcon = icon(<path d="m4.5 6.5 3.5 3.5 3.5-3.5" />)
export const BookmarkIcon = icon(<path d="M4.5 2.5h7v11L8 10.75 4.5 13.5v-11Z" />)
export const DotsIcon = icon(<path d="M3.5 8h.01M8 8h.01M12.5 8h.01" strokeWidth="2.25" />)
export const CheckIcon = icon(<path d="m3.5 8.5 3 3 6-7" />)
export const ArrowRightIcon = icon(<path d="M3 8h10M9 4l4 4-4 4" />)
export const ArrowLeftIcon = icon(<path d="M13 8H3M7 4 3 8l4 4" />)
export const GlobeIcon = icon(
  <>
    <circle cx="8" cy="8" r="6" />
    <path d="M2 8h12M8 2c2.25 2.25 2.25 9.75 0 12M8 2c-2.25 2.25-2.25 9.75 0 12" />
  </>,
)
export const TicketsIcon = icon(
  <>
    <rect x="2" y="3" width="12" height="10" rx="2" />
    <path d="M2 9.5h3.2l.9 1.5h3.8l.9-1.5H14" />
  </>,
)
export const ChartIcon = icon(<path d="M3 13V8.5M8 13V3M13 13V6" />)
export const SparkIcon = icon(
  <path
    d="M8 1.75c.5 3.4 2.35 5.75 6.25 6.25C10.35 8.5 8.5 10.85 8 14.25 7.5 10.85 5.65 8.5 1.75 8 5.65 7.5 7.5 5.15 8 1.75Z"
    fill="currentColor"
    strokeWidth="0.75"
  />,
)
export const UndoIcon = icon(<path d="M5.5 3 2.5 6l3 3M2.5 6h7a4 4 0 0 1 0 8H6" />)
export const ShieldIcon = icon(
  <>
    <path d="M8 1.75 13 3.5v4.25c0 3.1-2.1 5.4-5 6.5-2.9-1.1-5-3.4-5-6.5V3.5L8 1.75Z" />
    <path d="m5.9 8 1.5 1.5 2.8-3" />
  </>,
)
export const WarningIcon = icon(
  <>
    <path d="M8 2 14.5 13.5h-13L8 2Z" />
    <path d="M8 6.5v3M8 11.5v.01" />
  </>,
)
export const SunIcon = icon(
  <>
    <circle cx="8" cy="8" r="2.75" />
    <path d="M8 1.5v1M8 13.5v1M1.5 8h1M13.5 8h1M3.4 3.4l.7.7M11.9 11.9l.7.7M3.4 12.6l.7-.7M11.9 4.1l.7-.7" />
  </>,
)
export const MoonIcon = icon(<path d="M13.5 9.6A5.75 5.75 0 0 1 6.4 2.5a5.75 5.75 0 1 0 7.1 7.1Z" />)
export const ScreenIcon = icon(
  <>
    <rect x="1.75" y="2.75" width="12.5" height="8.5" rx="1.5" />
    <path d="M5.5 13.75h5" />
  </>,
)
export const PersonIcon = icon(
  <>
    <circle cx="8" cy="5.25" r="2.75" />
    <path d="M2.75 13.75c.6-2.5 2.6-4 5.25-4s4.65 1.5 5.25 4" />
  </>,
)
export const PeopleIcon = icon(
  <>
    <circle cx="6" cy="5.5" r="2.5" />
    <path d="M1.5 13.5c.5-2.4 2.2-3.75 4.5-3.75s4 1.35 4.5 3.75M10.5 3.2a2.5 2.5 0 0 1 0 4.6M12.25 10.2c1.2.6 2 1.7 2.25 3.3" />
  </>,
)
export const CardIcon = icon(
  <>
    <rect x="1.75" y="3.25" width="12.5" height="9.5" rx="1.75" />
    <path d="M1.75 6.5h12.5M4.5 10h2" />
  </>,
)
export const WrenchIcon = icon(
  <path d="M9.9 4.2a3.4 3.4 0 0 1 3.9-1.6l-2.1 2.1.9 1.7 1.8.3a3.4 3.4 0 0 1-4.6 2.8l-4.7 4.3a1.6 1.6 0 0 1-2.3-2.3l4.3-4.7c-.2-.9 0-1.8.5-2.6" />,
)
export const SpeechIcon = icon(
  <path d="M3.75 2.75h8.5c.8 0 1.5.7 1.5 1.5v5.5c0 .8-.7 1.5-1.5 1.5H8L4.75 14v-2.75h-1c-.8 0-1.5-.7-1.5-1.5v-5.5c0-.8.7-1.5 1.5-1.5Z" />,
)
export const KeyboardIcon = icon(
  <>
    <rect x="1.75" y="3.75" width="12.5" height="8.5" rx="1.75" />
    <path d="M4.5 6.75v.01M7 6.75v.01M9.5 6.75v.01M12 6.75v.01M5 9.5h6" />
  </>,
)
export const StatusOpenIcon = icon(<circle cx="8" cy="8" r="5.75" />)
export const StatusInProgressIcon = icon(
  <>
    <circle cx="8" cy="8" r="5.75" />
    <path d="M8 4.75a3.25 3.25 0 0 1 0 6.5Z" fill="currentColor" strokeWidth="0.5" />
  </>,
)
export const StatusResolvedIcon = icon(
  <>
    <circle cx="8" cy="8" r="5.75" />
    <path d="m5.4 8.2 1.8 1.8 3.4-3.8" />
  </>,
)
export const StatusClosedIcon = icon(
  <>
    <circle cx="8" cy="8" r="5.75" fill="currentColor" />
    <path d="m5.4 8.2 1.8 1.8 3.4-3.8" className="icon__cut" />
  </>,
)
export const SortIcon = icon(<path d="M4.75 3v10M2.25 10.5l2.5 2.5 2.5-2.5M9.25 4h5M9.25 8h3.5M9.25 12h2" />)
export const TableIcon = icon(
  <>
    <rect x="2" y="3" width="12" height="10" rx="1.5" />
    <path d="M2 6.5h12M2 9.75h12M6.5 6.5V13" />
  </>,
)
export const PencilIcon = icon(
  <path d="M9.75 4 12 6.25M3 13l.6-2.85 7.1-7.1a1.4 1.4 0 0 1 2 0l.25.25a1.4 1.4 0 0 1 0 2l-7.1 7.1L3 13Z" />,
)
export const UploadIcon = icon(<path d="M8 10.25V2.5M4.75 5.75 8 2.5l3.25 3.25M3 13.25h10" />)
export const DownloadIcon = icon(<path d="M8 2.5v7.75M4.75 7 8 10.25 11.25 7M3 13.25h10" />)
