/* What Prototype.js 1.6 and 1.7, and libraries like it, do to the built-ins of a page. Written for this test. */
;(function () {
  function extend(target, methods) {
    for (var name in methods) target[name] = methods[name]
    return target
  }
  function list(iterable) {
    if (!iterable) return []
    if ('toArray' in Object(iterable)) return iterable.toArray()
    var length = iterable.length || 0
    var results = []
    while (length--) results[length] = iterable[length]
    return results
  }
  function each(iterator, context) {
    for (var i = 0; i < this.length; i++) iterator.call(context, this[i], i)
    return this
  }
  // All of them enumerable: `for (i in array)` finds them.
  extend(Array.prototype, {
    each: each,
    first: function () {
      return this[0]
    },
    last: function () {
      return this[this.length - 1]
    },
    clear: function () {
      this.length = 0
      return this
    },
    clone: function () {
      return [].concat(this)
    },
    toArray: function () {
      return [].concat(this)
    },
    size: function () {
      return this.length
    },
    inspect: function () {
      return '[' + this.join(', ') + ']'
    },
    // Old JSON: arrays become text inside the text.
    toJSON: function () {
      var parts = []
      this.each(function (value) {
        parts.push(JSON.stringify(value))
      })
      return '[' + parts.join(', ') + ']'
    },
    // Enumerable's own, which are not the language's.
    entries: function () {
      return [].concat(this)
    },
    map: function (iterator, context) {
      var results = []
      each.call(this, function (value, index) {
        results.push(
          (
            iterator ||
            function (x) {
              return x
            }
          ).call(context, value, index),
        )
      })
      return results
    },
    find: function (iterator, context) {
      for (var i = 0; i < this.length; i++) if (iterator.call(context, this[i], i)) return this[i]
      return undefined
    },
    include: function (object) {
      return this.indexOf(object) !== -1
    },
    without: function () {
      var values = list(arguments)
      return this.filter(function (value) {
        return values.indexOf(value) === -1
      })
    },
  })
  Array.from = list
  extend(String.prototype, {
    toJSON: function () {
      return '"' + this + '"'
    },
    strip: function () {
      return this.replace(/^\s+/, '').replace(/\s+$/, '')
    },
    blank: function () {
      return /^\s*$/.test(this)
    },
    camelize: function () {
      return this.replace(/-+(.)?/g, function (_, c) {
        return c ? c.toUpperCase() : ''
      })
    },
  })
  extend(Number.prototype, {
    toJSON: function () {
      return isFinite(this) ? this.toString() : 'null'
    },
    times: function (iterator) {
      for (var i = 0; i < this; i++) iterator(i)
    },
  })
  extend(Function.prototype, {
    bind: function (context) {
      var method = this
      var args = Array.prototype.slice.call(arguments, 1)
      return function () {
        return method.apply(context, args.concat(Array.prototype.slice.call(arguments)))
      }
    },
    curry: function () {
      var method = this
      var args = Array.prototype.slice.call(arguments)
      return function () {
        return method.apply(this, args.concat(Array.prototype.slice.call(arguments)))
      }
    },
  })
  extend(Element.prototype, {
    visible: function () {
      return this.style.display !== 'none'
    },
    show: function () {
      this.style.display = ''
      return this
    },
    hide: function () {
      this.style.display = 'none'
      return this
    },
    remove: function () {
      if (this.parentNode) this.parentNode.removeChild(this)
      return this
    },
    select: function (selector) {
      return list(this.querySelectorAll(selector))
    },
    update: function (text) {
      this.textContent = text
      return this
    },
  })
  document.getElementsByClassName = function (name) {
    return list(document.querySelectorAll('.' + name))
  }
  window.$ = function (id) {
    return typeof id === 'string' ? document.getElementById(id) : id
  }
  window.$A = list
  window.Prototype = { Version: '1.7' }
})()
