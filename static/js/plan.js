// Makes the plan's pages quicker. Without it every button does the same by a page of its own.
(() => {
  'use strict'

  async function swap (url, options, selector) {
    const response = await fetch(url, options)
    const page = new DOMParser().parseFromString(await response.text(), 'text/html')
    const there = page.querySelector(selector)
    if (!response.ok || !there) throw new Error(`${response.status}`)
    document.querySelector(selector).replaceWith(there)
    const said = page.querySelector('.messagelist')
    document.querySelector('.messagelist')?.remove()
    if (said) document.querySelector('#content').before(Object.assign(said, { role: 'status' }))
    return there
  }

  function posted (form, button) {
    const data = new FormData(form)
    data.append(button.name, button.value)
    return { method: 'POST', body: data }
  }

  // The tree's arrows: the part moves where it stands, and the same arrow can be pressed again.
  async function arrange (form, button) {
    try {
      const tree = await swap(form.action, posted(form, button), '.plan-tree')
      tree.querySelector(`button[name="${button.name}"][value="${button.value}"]`)?.focus()
    } catch {
      form.append(Object.assign(document.createElement('input'), { type: 'hidden', name: button.name, value: button.value }))
      form.submit()
    }
  }

  // The kind's fields: shown as soon as another kind is chosen.
  async function showKind (select, button) {
    try {
      const fields = await swap(location.href, posted(select.form, button), '#plannode_form fieldset')
      fields.querySelector('select[name=kind]')?.focus()
    } catch {
      button.click()
    }
  }

  document.addEventListener('submit', event => {
    const button = event.submitter
    if (!event.target.closest('.plan-tree') || !button?.name) return
    event.preventDefault()
    arrange(event.target, button)
  })

  document.addEventListener('change', event => {
    const button = event.target.parentElement?.querySelector('.kind-shows')
    if (event.target.name === 'kind' && button) showKind(event.target, button)
  })
})()
