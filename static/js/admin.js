// Django's boxes for choosing among many rows have no name for those who can't see the label above them.
(() => {
  'use strict'

  function name () {
    for (const select of document.querySelectorAll('select.admin-autocomplete')) {
      const label = document.querySelector(`label[for="${select.id}"]`)
      const box = select.parentElement.querySelector('[role=combobox]')
      if (!label || !box) continue
      label.id ||= `${select.id}_label`
      const chosen = box.querySelector('.select2-selection__rendered')
      box.setAttribute('aria-labelledby', [label.id, chosen?.id].filter(Boolean).join(' '))
      chosen?.setAttribute('aria-labelledby', label.id)
      box.querySelector('.select2-search__field')?.setAttribute('aria-label', label.textContent.trim())
    }
  }

  // After Django's own, which waits for the same moment and has been waiting longer.
  window.django?.jQuery?.(name)
  document.addEventListener('formset:added', () => setTimeout(name))
})()
