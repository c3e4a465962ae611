import { expect } from '@open-wc/testing'
import { nextAddress } from '../../widgets/login/model.ts'

const here = 'https://www.armoise.example/espace?x=1'

describe('where sign-in goes on to', () => {
  it('is an address of this website', () => {
    expect(nextAddress('/factures#a', here)).to.equal('https://www.armoise.example/factures#a')
    expect(nextAddress('factures', here)).to.equal('https://www.armoise.example/factures')
    expect(nextAddress('https://www.armoise.example/a', here)).to.equal('https://www.armoise.example/a')
  })

  for (const next of [
    'javascript:alert(1)',
    ' java\nscript:alert(1)',
    'data:text/html,x',
    'blob:https://www.armoise.example/1',
    'https://evil.example/',
    '//evil.example/',
    '/\\evil.example/',
    '\\\\evil.example',
    'http://www.armoise.example/',
    'https://www.armoise.example:8443/',
    'https://www.armoise.example@evil.example/',
    'http://[',
  ]) {
    it(`is never ${JSON.stringify(next)}`, () => {
      expect(nextAddress(next, here)).to.equal(null)
    })
  }

  it('is nowhere without one', () => {
    expect(nextAddress(undefined, here)).to.equal(null)
    expect(nextAddress('', here)).to.equal(null)
  })
})
