/** Makes the buttons of a tab list show their panels, one at a time; the arrow keys go from tab to tab. */
export function tabs(list: HTMLElement): void {
  const all = [...list.querySelectorAll<HTMLElement>('[role=tab]')]
  const select = (chosen: HTMLElement): void => {
    for (const tab of all) {
      tab.ariaSelected = String(tab === chosen)
      tab.tabIndex = tab === chosen ? 0 : -1
      const panel = document.getElementById(tab.getAttribute('aria-controls') ?? '')
      if (panel !== null) panel.hidden = tab !== chosen
    }
  }
  list.addEventListener('click', ({ target }) => {
    const tab = all.find((each) => each === target)
    if (tab !== undefined) select(tab)
  })
  list.addEventListener('keydown', (event) => {
    const at = all.findIndex((each) => each.contains(document.activeElement))
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 }[event.key]
    const tab = to === undefined ? undefined : all.at(to % all.length)
    if (tab === undefined) return
    event.preventDefault()
    select(tab)
    tab.focus()
  })
  const [first] = all
  if (first !== undefined) select(first)
}
