// Asks the browser for a passkey and sends its answer with the form around the button.
(() => {
  'use strict'

  const options = document.getElementById('passkey-options')

  async function request (kind, form) {
    if (kind !== 'login') return JSON.parse(options.textContent)
    const answer = await fetch(form.action, { headers: { Accept: 'application/json' } })
    if (!answer.ok) throw new Error(`${answer.status}`)
    return (await answer.json()).request_options
  }

  // A key that is to log in by itself has to remember whose it is, and to ask who holds it.
  function forPasswordless (asked, form) {
    if (form.elements.passwordless?.checked) {
      Object.assign(asked.publicKey.authenticatorSelection, {
        residentKey: 'required', requireResidentKey: true, userVerification: 'required'
      })
    }
    return asked
  }

  for (const place of document.querySelectorAll('[data-passkey]')) {
    const kind = place.dataset.passkey
    const field = document.getElementById(place.dataset.field)
    const error = place.parentElement.querySelector('[data-passkey-error]')
    place.hidden = !window.PublicKeyCredential
    place.querySelector('button').addEventListener('click', async () => {
      error.hidden = true
      try {
        const asked = await request(kind, field.form)
        const answer = kind === 'add'
          ? await window.webauthnJSON.create(forPasswordless(asked, field.form))
          : await window.webauthnJSON.get(asked)
        field.value = JSON.stringify(answer)
        field.form.submit()
      } catch {
        error.hidden = false
      }
    })
  }
})()
