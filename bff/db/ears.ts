/** LISTEN on a connection of its own, taken up again by itself after the database was away. */
import type pg from 'pg'
import type { Lane } from './lane.ts'

export interface Health {
  onDown(): void
  onUp(): void
}

export type Listen = (
  channel: string,
  onMessage: (payload: string) => void,
  health?: Health,
) => Promise<() => Promise<void>>

const identifier = (channel: string) => `"${channel.replaceAll('"', '""')}"`

export function listenOnLane(lane: Lane): Listen {
  return async (channel, onMessage) => {
    // Through the lane: a LISTEN inside somebody's transaction would be rolled back with it.
    await lane.hold(() => lane.script(`listen ${identifier(channel)}`))
    const stop = lane.pg.onNotification((heard, payload) => {
      if (heard === channel) onMessage(payload)
    })
    return async () => stop()
  }
}

const firstWait = 100
const longestWait = 5000

/** @param connect makes a client that is not connected yet. */
export function listenOnServer(connect: () => pg.Client): Listen {
  return async (channel, onMessage, health) => {
    let stopped = false
    let current: pg.Client | undefined
    let wait = firstWait
    let timer: NodeJS.Timeout | undefined

    async function open(): Promise<void> {
      const client = connect()
      let over = false
      const lose = () => {
        if (over) return
        over = true
        if (current !== client) return
        current = undefined
        if (stopped) return
        health?.onDown()
        again()
      }
      client.on('error', lose)
      client.on('end', lose)
      client.on('notification', (message) => {
        if (message.channel === channel) onMessage(message.payload ?? '')
      })
      try {
        await client.connect()
        await client.query(`listen ${identifier(channel)}`)
      } catch (error) {
        over = true
        await client.end().catch(() => {})
        throw error
      }
      if (stopped || over) {
        await client.end().catch(() => {})
        if (!stopped) throw new Error('Connection terminated while listening')
        return
      }
      current = client
      wait = firstWait
      health?.onUp()
    }

    function again(): void {
      timer = setTimeout(() => {
        open().catch(() => {
          wait = Math.min(wait * 2, longestWait)
          if (!stopped) again()
        })
      }, wait)
      timer.unref()
    }

    await open()
    return async () => {
      stopped = true
      clearTimeout(timer)
      await current?.end().catch(() => {})
      current = undefined
    }
  }
}
