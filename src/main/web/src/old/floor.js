// A classic script, first on the page, in words that a browser of 2012 reads: below the floor (no WebAssembly GC) it shows what
// stands in #old and keeps the page's own script from starting. It asks for nothing and sends nothing.
(function () {
  'use strict'
  var old = document.getElementById('old')
  var root = document.getElementById('root')
  if (!old || !root || has()) return

  // A module whose one type is a structure: what has no garbage collection for WebAssembly does not know it.
  function has() {
    try {
      return WebAssembly.validate(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 95, 1, 120, 0]))
    } catch (none) {
      return false
    }
  }

  // Nobody else finds the place where the page would begin.
  root.parentNode.removeChild(root)
  old.removeAttribute('hidden')

  // One's own language first, the other seven below it.
  var wishes = navigator.languages || [navigator.language || navigator.userLanguage || 'en']
  for (var i = 0; i < wishes.length; i++) {
    var own = document.getElementById('old-' + String(wishes[i]).slice(0, 2))
    if (own) {
      old.insertBefore(own, old.firstChild)
      document.documentElement.lang = own.lang
      document.documentElement.dir = own.dir || 'ltr'
      return
    }
  }
})()
