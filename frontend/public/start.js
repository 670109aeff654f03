// Runs before the first paint, so that neither a chosen theme nor a language ever flashes, and its words are fetched
// together with the first script. A file of its own, as the CSP allows no inline script.
{
  const remembered = (key) => {
    try {
      return localStorage.getItem(key)
    } catch {
      // Storage is switched off: what the system says it is.
      return null
    }
  }

  const theme = remembered('hushdesk.theme')
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme

  const catalogues = [...document.querySelectorAll('meta[name="catalogue"]')]
  const wanted = [remembered('hushdesk.language'), ...navigator.languages.map((tag) => tag.split('-')[0])]
  const language = wanted.find((wish) => catalogues.some(({ lang }) => lang === wish)) ?? 'en'
  document.documentElement.lang = language

  const address = catalogues.find(({ lang }) => lang === language)?.content
  if (address) {
    const link = document.createElement('link')
    link.rel = 'modulepreload'
    link.href = address
    document.head.append(link)
  }
}
