import { notFound } from "next/navigation"

/** Every address that has no page: it is told within the studio's frame, so that there is a way on. */
export default function MissingPage() {
  notFound()
}
