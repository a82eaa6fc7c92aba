import { randomBytes } from "node:crypto"

import { sql } from "drizzle-orm"

import { close, connect } from "#lib/storage/index.ts"

/** Runs one statement that must not be in a transaction, from the database that every server has. */
async function administer(serverUrl: string, statement: string): Promise<void> {
  const address = new URL(serverUrl)
  address.pathname = "/postgres"
  const db = connect(address.toString(), { max: 1, applicationName: "caudal test", statementTimeoutMs: 60_000 })
  try {
    await db.execute(sql.raw(statement))
  } finally {
    await close(db)
  }
}

function nameOf(url: string): string {
  return new URL(url).pathname.slice(1)
}

/** Makes a database with a random name on the server of `serverUrl`, as a copy of `templateUrl`'s if given. */
export async function createDatabase(serverUrl: string, prefix: string, templateUrl?: string): Promise<string> {
  const name = `${prefix}_${randomBytes(8).toString("hex")}`
  const template = templateUrl === undefined ? "template0" : nameOf(templateUrl)
  await administer(serverUrl, `create database "${name}" template "${template}"`)
  const address = new URL(serverUrl)
  address.pathname = `/${name}`
  return address.toString()
}

/** Deletes a database, whoever is connected to it. */
export async function dropDatabase(url: string): Promise<void> {
  await administer(url, `drop database if exists "${nameOf(url)}" with (force)`)
}
