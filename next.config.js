/** @type {import("next").NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  // Pages only: the studio's own server answers the `route.ts` files under app/api, from the sources.
  pageExtensions: ["tsx"],
  // Clients of the API send trailing slashes that mean something; nothing is redirected behind their back.
  skipTrailingSlashRedirect: true,
  // `npm run typecheck` checks the whole project, with the same compiler.
  typescript: { ignoreBuildErrors: true },
  devIndicators: false,
  headers: () => [
    {
      source: "/:path*",
      headers: [
        { key: "X-Content-Type-Options", value: "nosniff" },
        { key: "Referrer-Policy", value: "no-referrer" },
      ],
    },
  ],
}

export default config
