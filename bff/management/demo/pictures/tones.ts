/** The few tones of which every picture is made. */
import type { Canvas } from './canvas.ts'

/** Draws on the ground that it is given. */
export type Draw = (on: Canvas) => Canvas

export const ground = '#eef2f0'
export const shadow = '#dbe2df'
export const paper = '#ffffff'
export const light = '#d3dbdf'
export const mid = '#a9b6bd'
export const dark = '#5d6b74'
export const ink = '#333e46'
export const accent = '#2f7d5b'
export const warm = '#d9703f'
export const cool = '#4a9fc4'
