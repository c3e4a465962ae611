/** Office machines, supplies and telephones, as calm silhouettes. */
import type { Draw } from './tones.ts'
import { accent, dark, ink, light, mid, paper, shadow } from './tones.ts'

const toner =
  (colour: string): Draw =>
  (on) =>
    on
      .oval(shadow, 240, 268, 150, 12)
      .box(mid, 96, 168, 288, 88, 14)
      .box(dark, 96, 220, 288, 36, 12)
      .box(colour, 132, 182, 216, 30, 8)
      .box(light, 150, 140, 180, 30, 8)
      .box(dark, 372, 186, 22, 52, 8)

export const office = {
  copier: (on) =>
    on
      .oval(shadow, 240, 318, 132, 12)
      .box(light, 148, 120, 184, 196, 10)
      .box(mid, 148, 196, 184, 120, 10)
      .box(dark, 140, 84, 200, 44, 10)
      .box(light, 150, 96, 120, 12, 5)
      .box(accent, 284, 98, 42, 18, 4)
      .box(ink, 160, 142, 160, 26, 5)
      .box(paper, 172, 150, 136, 10, 3)
      .box(light, 160, 208, 160, 30, 5)
      .box(light, 160, 244, 160, 30, 5)
      .box(light, 160, 280, 160, 28, 5)
      .box(dark, 224, 221, 32, 5, 2)
      .box(dark, 224, 257, 32, 5, 2)
      .box(dark, 224, 292, 32, 5, 2),
  printer: (on) =>
    on
      .oval(shadow, 240, 274, 136, 12)
      .shape(paper, [182, 84], [298, 84], [306, 150], [174, 150])
      .box(light, 122, 144, 236, 124, 16)
      .box(mid, 122, 208, 236, 60, 14)
      .box(ink, 154, 196, 172, 20, 6)
      .shape(paper, [166, 206], [314, 206], [326, 248], [154, 248])
      .box(accent, 298, 162, 40, 16, 5)
      .disc(dark, 146, 170, 6),
  plotter: (on) =>
    on
      .oval(shadow, 240, 318, 180, 11)
      .box(dark, 96, 232, 12, 84, 4)
      .box(dark, 372, 232, 12, 84, 4)
      .box(dark, 84, 306, 36, 10, 5)
      .box(dark, 360, 306, 36, 10, 5)
      .shape(paper, [130, 206], [350, 206], [340, 292], [140, 292])
      .line(accent, 4, [166, 262], [206, 240], [248, 258], [312, 228])
      .box(mid, 62, 150, 356, 64, 16)
      .box(light, 62, 138, 356, 52, 16)
      .box(ink, 84, 196, 312, 10, 5)
      .box(accent, 364, 152, 34, 18, 5),
  scanner: (on) =>
    on
      .oval(shadow, 240, 276, 110, 11)
      .shape(paper, [186, 66], [294, 66], [288, 156], [192, 156])
      .line(mid, 4, [206, 92], [274, 92])
      .line(mid, 4, [206, 110], [260, 110])
      .shape(light, [166, 146], [314, 146], [334, 222], [146, 222])
      .box(mid, 138, 212, 204, 56, 14)
      .box(ink, 172, 228, 136, 8, 4)
      .disc(accent, 316, 240, 8)
      .shape(paper, [180, 248], [300, 248], [316, 280], [164, 280]),
  shredder: (on) =>
    on
      .oval(shadow, 240, 316, 100, 11)
      .shape(paper, [196, 58], [284, 58], [284, 116], [196, 116])
      .box(dark, 146, 104, 188, 52, 16)
      .box(ink, 178, 118, 124, 8, 4)
      .box(accent, 304, 124, 16, 8, 3)
      .box(light, 156, 150, 168, 164, 10)
      .box(mid, 176, 176, 128, 118, 8)
      .line(paper, 5, [190, 282], [194, 238])
      .line(paper, 5, [208, 282], [204, 226])
      .line(paper, 5, [226, 282], [230, 242])
      .line(paper, 5, [246, 282], [242, 230])
      .line(paper, 5, [266, 282], [270, 240])
      .line(paper, 5, [286, 282], [282, 250]),
  folder: (on) =>
    on
      .oval(shadow, 240, 280, 160, 11)
      .box(mid, 84, 206, 312, 68, 14)
      .box(light, 84, 176, 200, 60, 14)
      .shape(paper, [96, 92], [184, 106], [176, 186], [100, 180])
      .box(dark, 282, 196, 114, 40, 10)
      .box(accent, 300, 208, 36, 14, 4)
      .shape(paper, [300, 128], [392, 128], [392, 190], [300, 190])
      .line(mid, 4, [302, 130], [346, 164], [390, 130]),
  cabinet: (on) =>
    on
      .oval(shadow, 240, 304, 120, 11)
      .box(dark, 140, 86, 200, 16, 6)
      .box(light, 146, 98, 188, 202, 8)
      .box(mid, 158, 112, 164, 40, 5)
      .box(mid, 158, 158, 164, 40, 5)
      .box(mid, 158, 204, 164, 40, 5)
      .box(mid, 158, 250, 164, 40, 5)
      .box(dark, 222, 129, 36, 6, 3)
      .box(dark, 222, 175, 36, 6, 3)
      .box(dark, 222, 221, 36, 6, 3)
      .box(dark, 222, 267, 36, 6, 3),
  'toner-black': toner('#1f2328'),
  'toner-cyan': toner('#1e9fd0'),
  'toner-magenta': toner('#cf3f86'),
  'toner-yellow': toner('#e9c22f'),
  'toner-tricolour': (on) =>
    toner(dark)(on)
      .box('#1e9fd0', 136, 186, 68, 22, 6)
      .box('#cf3f86', 206, 186, 68, 22, 6)
      .box('#e9c22f', 276, 186, 68, 22, 6),
  rollers: (on) =>
    on
      .oval(shadow, 240, 282, 150, 11)
      .box(dark, 92, 116, 296, 12, 6)
      .box(ink, 132, 98, 216, 48, 18)
      .box(mid, 176, 98, 10, 48)
      .box(mid, 294, 98, 10, 48)
      .box(dark, 92, 184, 296, 12, 6)
      .box(mid, 112, 164, 256, 52, 20)
      .box(light, 112, 172, 256, 12, 6)
      .box(dark, 92, 250, 296, 12, 6)
      .box(accent, 152, 236, 176, 40, 16),
  bin: (on) =>
    on
      .oval(shadow, 240, 286, 120, 11)
      .shape(mid, [140, 140], [340, 140], [322, 280], [158, 280])
      .box(dark, 128, 116, 224, 34, 12)
      .box(light, 176, 176, 128, 66, 8)
      .disc(accent, 240, 209, 20),
  paper: (on) =>
    on
      .oval(shadow, 240, 290, 150, 11)
      .shape(light, [112, 140], [312, 140], [312, 284], [112, 284])
      .shape(mid, [312, 140], [372, 112], [372, 254], [312, 284])
      .shape(paper, [112, 140], [172, 112], [372, 112], [312, 140])
      .box(accent, 112, 196, 200, 34)
      .shape('#256546', [312, 196], [372, 168], [372, 201], [312, 230])
      .box(paper, 180, 205, 64, 16, 4),
  'phone-server': (on) =>
    on
      .oval(shadow, 240, 268, 160, 11)
      .box(dark, 84, 128, 312, 64, 10)
      .box(dark, 84, 198, 312, 64, 10)
      .box(mid, 104, 148, 136, 24, 5)
      .box(mid, 104, 218, 136, 24, 5)
      .disc('#5fd08c', 280, 160, 7)
      .disc('#5fd08c', 304, 160, 7)
      .disc(light, 328, 160, 7)
      .disc('#5fd08c', 280, 230, 7)
      .disc('#e9c22f', 304, 230, 7)
      .disc(light, 328, 230, 7)
      .box(light, 352, 150, 26, 20, 4)
      .box(light, 352, 220, 26, 20, 4),
  phone: (on) =>
    on
      .oval(shadow, 240, 292, 140, 11)
      .shape(mid, [128, 170], [352, 170], [376, 286], [104, 286])
      .box(dark, 118, 112, 64, 176, 26)
      .box(ink, 126, 120, 48, 40, 18)
      .box(ink, 126, 240, 48, 40, 18)
      .box(light, 206, 122, 140, 68, 8)
      .box(accent, 216, 132, 120, 48, 5)
      .box(paper, 226, 144, 62, 8, 3)
      .box(paper, 226, 160, 40, 8, 3)
      .box(light, 212, 206, 32, 18, 5)
      .box(light, 254, 206, 32, 18, 5)
      .box(light, 296, 206, 32, 18, 5)
      .box(light, 214, 232, 32, 18, 5)
      .box(light, 256, 232, 32, 18, 5)
      .box(light, 298, 232, 32, 18, 5)
      .box(light, 216, 258, 32, 18, 5)
      .box(light, 258, 258, 32, 18, 5)
      .box(light, 300, 258, 32, 18, 5),
  headset: (on) =>
    on
      .oval(shadow, 240, 300, 110, 10)
      .arc(dark, 18, 240, 190, 104, 180, 360)
      .arc(mid, 6, 240, 190, 104, 190, 350)
      .box(ink, 118, 176, 44, 88, 20)
      .box(ink, 318, 176, 44, 88, 20)
      .box(accent, 150, 184, 22, 72, 10)
      .box(accent, 308, 184, 22, 72, 10)
      .arc(dark, 8, 240, 216, 78, 62, 150)
      .box(ink, 256, 276, 38, 20, 10),
  wifi: (on) =>
    on
      .oval(shadow, 240, 296, 120, 10)
      .arc(mid, 16, 240, 206, 118, 215, 325)
      .arc(mid, 16, 240, 206, 82, 218, 322)
      .arc(accent, 16, 240, 206, 46, 222, 318)
      .oval(dark, 240, 252, 118, 34)
      .oval(light, 240, 242, 118, 32)
      .disc(accent, 240, 242, 9),
  workplace: (on) =>
    on
      .oval(shadow, 240, 300, 170, 11)
      .box(dark, 70, 268, 340, 18, 6)
      .box(mid, 92, 286, 14, 26, 3)
      .box(mid, 374, 286, 14, 26, 3)
      .box(dark, 92, 112, 164, 112, 10)
      .box(accent, 102, 122, 144, 92, 5)
      .box(mid, 164, 222, 20, 38)
      .box(dark, 138, 258, 72, 12, 5)
      .shape(mid, [282, 214], [372, 214], [386, 270], [268, 270])
      .box(ink, 276, 188, 28, 80, 12)
      .box(light, 316, 196, 54, 28, 4)
      .box(light, 316, 236, 16, 10, 3)
      .box(light, 338, 236, 16, 10, 3)
      .box(light, 318, 252, 16, 10, 3)
      .box(light, 340, 252, 16, 10, 3),
} satisfies Record<string, Draw>
