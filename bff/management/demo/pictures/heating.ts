/** Heating, cooling, water, and their parts. */
import type { Draw } from './tones.ts'
import { accent, cool, dark, ink, light, mid, paper, shadow, warm } from './tones.ts'

const flame = (on: Parameters<Draw>[0], x: number, y: number, size: number) =>
  on
    .shape(warm, [x, y - size], [x + size * 0.62, y - size * 0.1], [x - size * 0.62, y - size * 0.1])
    .disc(warm, x, y, size * 0.62)
    .disc('#f2b35c', x, y + size * 0.18, size * 0.34)

const fan = (on: Parameters<Draw>[0], x: number, y: number, radius: number) => {
  on.disc(ink, x, y, radius).disc(dark, x, y, radius - 8)
  for (const angle of [20, 92, 164, 236, 308]) {
    const [cos, sin] = [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)]
    on.line(
      mid,
      radius * 0.3,
      [x + cos * radius * 0.28, y + sin * radius * 0.28],
      [x + cos * radius * 0.66, y + sin * radius * 0.66],
    )
  }
  return on.disc(light, x, y, radius * 0.2)
}

export const heating = {
  boiler: (on) =>
    flame(
      on
        .oval(shadow, 240, 318, 100, 10)
        .box(dark, 222, 40, 36, 36, 4)
        .box(light, 152, 70, 176, 206, 16)
        .box(paper, 164, 84, 152, 150, 10)
        .box(mid, 152, 244, 176, 32, 12)
        .box(ink, 206, 252, 68, 16, 5)
        .disc(accent, 180, 260, 7)
        .line(dark, 8, [184, 276], [184, 314])
        .line(warm, 8, [214, 276], [214, 314])
        .line(cool, 8, [266, 276], [266, 314])
        .line(dark, 8, [296, 276], [296, 314]),
      240,
      168,
      44,
    ),
  'boiler-house': (on) =>
    flame(
      flame(
        on
          .oval(shadow, 240, 300, 176, 12)
          .line(dark, 16, [150, 122], [150, 48])
          .line(dark, 16, [330, 122], [330, 48])
          .box(mid, 70, 116, 164, 178, 14)
          .box(mid, 246, 116, 164, 178, 14)
          .box(light, 84, 130, 136, 44, 8)
          .box(light, 260, 130, 136, 44, 8)
          .box(accent, 96, 142, 40, 18, 4)
          .box(accent, 272, 142, 40, 18, 4)
          .disc(ink, 152, 232, 42)
          .disc(ink, 328, 232, 42),
        152,
        238,
        28,
      ),
      328,
      238,
      28,
    ),
  'heat-pump': (on) =>
    fan(
      on
        .oval(shadow, 240, 296, 160, 11)
        .box(dark, 120, 276, 40, 16, 4)
        .box(dark, 320, 276, 40, 16, 4)
        .box(light, 88, 92, 304, 188, 14)
        .box(mid, 304, 92, 88, 188, 14)
        .line(dark, 5, [322, 128], [374, 128])
        .line(dark, 5, [322, 146], [374, 146])
        .line(dark, 5, [322, 164], [374, 164])
        .box(accent, 326, 236, 44, 16, 4),
      194,
      186,
      78,
    ),
  'air-conditioner': (on) =>
    on
      .box(light, 76, 96, 328, 100, 24)
      .box(paper, 88, 106, 304, 48, 14)
      .box(ink, 106, 168, 268, 12, 6)
      .box(accent, 346, 122, 26, 12, 4)
      .arc(cool, 9, 116, 222, 40, 0, 80)
      .arc(cool, 9, 200, 222, 40, 0, 80)
      .arc(cool, 9, 284, 222, 40, 0, 80),
  'air-unit': (on) =>
    fan(
      on
        .oval(shadow, 240, 288, 190, 11)
        .box(mid, 56, 112, 368, 164, 10)
        .box(light, 68, 124, 108, 140, 6)
        .box(light, 184, 124, 112, 140, 6)
        .box(light, 304, 124, 108, 140, 6)
        .line(dark, 6, [84, 144], [104, 244], [124, 144], [144, 244], [160, 144])
        .line(cool, 8, [324, 150], [392, 150], [324, 182], [392, 182], [324, 214], [392, 214], [324, 242])
        .box(dark, 30, 156, 30, 76, 4)
        .box(dark, 420, 156, 30, 76, 4),
      240,
      194,
      48,
    ),
  'water-heater': (on) =>
    on
      .oval(shadow, 240, 318, 84, 10)
      .box(dark, 186, 296, 16, 20, 4)
      .box(dark, 278, 296, 16, 20, 4)
      .box(light, 164, 92, 152, 210, 40)
      .box(mid, 164, 60, 152, 58, 20)
      .line(dark, 5, [190, 82], [290, 82])
      .line(dark, 5, [190, 96], [290, 96])
      .box(paper, 204, 168, 72, 60, 10)
      .arc(cool, 7, 240, 212, 24, 180, 290)
      .line(warm, 5, [240, 212], [254, 192])
      .line(warm, 8, [316, 150], [352, 150])
      .line(cool, 8, [316, 272], [352, 272]),
  softener: (on) =>
    on
      .oval(shadow, 240, 314, 104, 10)
      .box(light, 160, 96, 160, 214, 18)
      .shape(mid, [160, 128], [320, 128], [320, 96], [160, 96])
      .box(dark, 176, 68, 128, 44, 14)
      .box(accent, 206, 80, 68, 18, 5)
      .shape(cool, [240, 166], [266, 222], [214, 222])
      .disc(cool, 240, 228, 28)
      .disc(paper, 230, 232, 7),
  stove: (on) =>
    flame(
      on
        .oval(shadow, 240, 318, 104, 10)
        .box(dark, 226, 34, 28, 40, 4)
        .box(ink, 154, 70, 172, 240, 14)
        .box(dark, 142, 66, 196, 18, 8)
        .box('#4b1f12', 176, 108, 128, 116, 10)
        .box(dark, 176, 246, 128, 44, 8)
        .box(mid, 222, 264, 36, 7, 3),
      240,
      176,
      38,
    ),
  thermostat: (on) =>
    on
      .oval(shadow, 240, 304, 110, 10)
      .disc(mid, 240, 180, 116)
      .disc(ink, 240, 180, 104)
      .arc(dark, 10, 240, 180, 84, 140, 400)
      .arc(warm, 10, 240, 180, 84, 140, 290)
      .line(paper, 9, [196, 164], [206, 156], [206, 204])
      .ring(paper, 236, 168, 17, 9)
      .line(paper, 9, [248, 170], [240, 204])
      .ring(paper, 272, 166, 11, 5),
  sensor: (on) =>
    on
      .oval(shadow, 240, 300, 100, 10)
      .box(light, 166, 78, 148, 148, 26)
      .box(paper, 180, 92, 120, 120, 18)
      .line(mid, 6, [206, 122], [274, 122])
      .line(mid, 6, [206, 138], [274, 138])
      .line(mid, 6, [206, 154], [274, 154])
      .disc(accent, 240, 186, 9)
      .line(dark, 8, [240, 226], [240, 262], [300, 262])
      .box(ink, 296, 254, 58, 16, 8),
  pump: (on) =>
    on
      .oval(shadow, 240, 294, 130, 11)
      .box(mid, 86, 190, 308, 56, 6)
      .box(dark, 72, 172, 26, 92, 6)
      .box(dark, 382, 172, 26, 92, 6)
      .disc(mid, 240, 216, 70)
      .box(accent, 182, 78, 116, 104, 16)
      .box(ink, 206, 96, 68, 34, 6)
      .disc('#5fd08c', 222, 113, 6)
      .box(dark, 196, 178, 88, 20, 6),
  valve: (on) =>
    on
      .oval(shadow, 240, 286, 130, 11)
      .box(mid, 96, 202, 288, 48, 8)
      .box(dark, 84, 192, 40, 68, 8)
      .box(dark, 356, 192, 40, 68, 8)
      .box(dark, 218, 150, 44, 62, 6)
      .box(light, 186, 74, 108, 84, 26)
      .line(mid, 5, [208, 92], [208, 140])
      .line(mid, 5, [229, 88], [229, 144])
      .line(mid, 5, [250, 88], [250, 144])
      .line(mid, 5, [271, 92], [271, 140])
      .box(warm, 186, 150, 108, 10, 4),
  burner: (on) =>
    flame(
      on
        .oval(shadow, 240, 300, 120, 10)
        .box(dark, 120, 196, 240, 92, 12)
        .box(mid, 136, 212, 92, 60, 6)
        .box('#3f7f5f', 244, 212, 100, 60, 6)
        .disc('#e9c22f', 266, 242, 8)
        .disc(paper, 294, 242, 8)
        .disc(paper, 322, 242, 8)
        .line(light, 12, [182, 196], [182, 132])
        .line(ink, 5, [182, 132], [182, 104], [214, 96]),
      262,
      128,
      40,
    ),
  filter: (on) => {
    on.oval(shadow, 240, 300, 140, 11).box(dark, 116, 72, 248, 222, 8).box(paper, 132, 88, 216, 190, 3)
    for (let x = 144; x < 344; x += 18) on.line(light, 7, [x, 94], [x, 272])
    return on.line(mid, 4, [132, 150], [348, 150]).line(mid, 4, [132, 216], [348, 216])
  },
  bottle: (on) =>
    on
      .oval(shadow, 240, 312, 90, 10)
      .box(dark, 222, 52, 36, 34, 6)
      .shape(accent, [222, 84], [258, 84], [300, 132], [180, 132])
      .box(accent, 176, 126, 128, 182, 16)
      .box(paper, 190, 168, 100, 92, 6)
      .shape(cool, [240, 184], [256, 216], [224, 216])
      .disc(cool, 240, 222, 17),
  bag: (on) =>
    on
      .oval(shadow, 240, 308, 124, 11)
      .shape(light, [152, 84], [328, 84], [348, 304], [132, 304])
      .box(mid, 142, 66, 196, 26, 6)
      .line(dark, 3, [150, 79], [330, 79])
      .box(accent, 172, 142, 136, 84, 8)
      .box(paper, 192, 162, 96, 12, 4)
      .box(paper, 192, 184, 66, 12, 4)
      .disc(mid, 190, 264, 7)
      .disc(mid, 222, 272, 7)
      .disc(mid, 258, 264, 7)
      .disc(mid, 290, 272, 7),
  service: (on) =>
    on
      .oval(shadow, 240, 296, 130, 11)
      .box(dark, 200, 106, 80, 44, 14)
      .box('#eef2f0', 212, 118, 56, 32, 8)
      .box(warm, 112, 140, 256, 146, 16)
      .box('#b9562b', 112, 196, 256, 18)
      .box(light, 216, 186, 48, 38, 8)
      .box(dark, 232, 198, 16, 14, 4),
} satisfies Record<string, Draw>
