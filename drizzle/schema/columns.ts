import { text, timestamp } from "drizzle-orm/pg-core"

/** A point in time with time zone, to the millisecond, as a Date. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: "date", precision: 3 })

/** Text id with a prefix (`lib/kernel/ids.ts`). */
export const id = () => text("id").primaryKey()

/** When the row was made and last changed. */
export const timestamps = {
  createdAt: instant("created_at").notNull().defaultNow(),
  updatedAt: instant("updated_at").notNull().defaultNow(),
}
