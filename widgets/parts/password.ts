/** A password with the button that shows it. Its value is the browser's: password managers fill it as they like. */
import type { TemplateResult } from 'lit'
import { button } from './button.ts'
import { type FieldOptions, textField } from './field.ts'
import { iconHide, iconShow } from './icons.ts'

export interface PasswordOptions extends Omit<FieldOptions, 'id'> {
  name: string
  autocomplete: 'current-password' | 'new-password'
  onInput?: (value: string) => void
  /** Readable or not, and what the button at its end does. */
  shown: boolean
  toggle: () => void
  words: { show: string; hide: string }
}

export const passwordField = ({ shown, toggle, words, ...field }: PasswordOptions): TemplateResult =>
  textField({
    ...field,
    id: field.name,
    type: shown ? 'text' : 'password',
    correction: 'off',
    required: true,
    trailing: button({
      label: shown ? words.hide : words.show,
      icon: shown ? iconHide : iconShow,
      iconOnly: true,
      kind: 'quiet',
      onClick: toggle,
    }),
  })
