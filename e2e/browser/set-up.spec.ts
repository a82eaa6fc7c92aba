import { createInstallation, waitForReady } from "../installation.ts"
import { at, expect, expectAccessible, OWNER, signIn, test } from "./fixtures.ts"

/** From the first start to the first page. */

for (const [lang, words] of [
  ["en", { submit: "Create the owner and sign in", email: "E-mail address", password: "Password", home: "Home" }],
  [
    "es",
    {
      submit: "Crear el propietario e iniciar sesión",
      email: "Correo electrónico",
      password: "Contraseña",
      home: "Inicio",
    },
  ],
] as const) {
  test(`the set-up link makes the owner and signs them in, once (${lang})`, async ({ browser }) => {
    const caudal = await createInstallation()
    const context = await browser.newContext({ locale: lang })
    const page = await context.newPage()
    try {
      const said = await waitForReady(caudal.launch())
      const [, token = ""] = /\/setup#(\S+)/.exec(said) ?? []
      expect(token).not.toBe("")
      await page.goto(at(caudal, `/setup#${token}`))
      await expectAccessible(page)
      await page.getByRole("button", { name: words.submit }).click()
      await expect(page.getByLabel(words.email)).toBeFocused()
      await page.getByLabel(words.email).fill(OWNER.email)
      await page.getByLabel(words.password).fill(OWNER.password)
      await page.getByRole("button", { name: words.submit }).click()
      await expect(page.getByRole("heading", { level: 1, name: words.home })).toBeVisible()

      const again = await context.newPage()
      await again.goto(at(caudal, `/setup#${token}`))
      await again.getByLabel(words.email).fill("eva@example.com")
      await again.getByLabel(words.password).fill(OWNER.password)
      await again.getByRole("button", { name: words.submit }).click()
      await expect(again.getByRole("main").getByRole("alert")).toBeVisible()
    } finally {
      await context.close()
      await caudal.remove()
    }
  })
}

test("a wrong password is told, and the right one leads to the page that was wanted", async ({ page, caudal }) => {
  await page.goto(at(caudal, "/w/default/endpoints?q=a"))
  await expect(page).toHaveURL(/\/login\?callbackUrl=/)
  await page.getByLabel("E-mail address").fill(OWNER.email)
  await page.getByLabel("Password").fill("wrong-horse")
  await page.getByRole("button", { name: "Sign in" }).click()
  await expect(page.getByRole("main").getByRole("alert")).toContainText("wrong")
  await page.getByLabel("Password").fill(OWNER.password)
  await page.getByRole("button", { name: "Sign in" }).click()
  await expect(page).toHaveURL(/\/w\/default\/endpoints\?q=a$/)
})

test("a session that was ended leads back to the sign-in page", async ({ page, caudal, t }) => {
  await signIn(page, caudal, t)
  await page.getByRole("button", { name: /^Account/ }).click()
  await page.getByRole("menuitem", { name: "Sign out" }).click()
  await expect(page).toHaveURL(/\/login$/)
  await page.goto(at(caudal, "/w/default"))
  await expect(page).toHaveURL(/\/login\?/)
})

test("a form that is sent before its page has come alive puts no password into the address", async ({
  browser,
  caudal,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false, locale: "en-GB" })
  const page = await context.newPage()
  for (const [path, submit] of [
    ["/login", "Sign in"],
    ["/setup", "Create the owner and sign in"],
  ] as const) {
    await page.goto(at(caudal, path))
    await page.getByLabel("E-mail address").fill(OWNER.email)
    await page.getByLabel("Password").fill(OWNER.password)
    await page.getByRole("button", { name: submit }).click()
    await page.waitForLoadState()
    expect(page.url()).toBe(at(caudal, path))
    await expect(page.getByLabel("Password")).toHaveValue("")
  }
  await context.close()
})
