import { expect, test } from "vitest"

import { moveBorder, splitEvenly, swapShares } from "./split-presets.ts"

const rows = (...shares: ReadonlyArray<readonly [percent: number, isLocked?: boolean]>) =>
  shares.map(([percent, isLocked = false], index) => ({ name: `d${index}`, percent, isLocked }))
const shares = (given: ReadonlyArray<{ readonly percent: number }> | null) => given?.map(({ percent }) => percent)

test("an even split sums to 100 and leaves locked rows alone", () => {
  expect(shares(splitEvenly(rows([100], [0], [0])))).toEqual([34, 33, 33])
  expect(shares(splitEvenly(rows([70], [20, true], [10])))).toEqual([40, 20, 40])
  expect(shares(splitEvenly(rows([100, true], [0, true])))).toEqual([100, 0])
})

test("a swap exchanges two rows and is not offered where it is not clear which", () => {
  expect(shares(swapShares(rows([100], [0])))).toEqual([0, 100])
  expect(shares(swapShares(rows([80], [0], [20])))).toEqual([20, 0, 80])
  expect(swapShares(rows([60], [20], [20]))).toBeNull()
  expect(swapShares(rows([60, true], [40]))).toBeNull()
  expect(swapShares(rows([100]))).toBeNull()
})

test("a border moves between its two neighbours alone and stops at their ends", () => {
  expect(shares(moveBorder(rows([50], [30], [20]), "d0", "d1", 10))).toEqual([60, 20, 20])
  expect(shares(moveBorder(rows([50], [30], [20]), "d0", "d1", 99))).toEqual([80, 0, 20])
  expect(shares(moveBorder(rows([50], [30], [20]), "d0", "d1", -99))).toEqual([0, 80, 20])
})
