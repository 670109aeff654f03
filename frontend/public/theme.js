// Runs before the first paint, so that a chosen theme never flashes. A file of its own, as the CSP allows no inline script.
try {
  const theme = localStorage.getItem('hushdesk.theme')
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
} catch {
  // Storage is switched off: the system's theme it is.
}
