/** Tailwind makes the styles of the pages while Next builds them. */
export default { plugins: { "@tailwindcss/postcss": {} } }
