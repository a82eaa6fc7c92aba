/** Every sentence of the pages. */
export const messages = {
  title: "Caudal",
  tagline: "An open, self-hosted studio for machine-learning endpoints.",
  about:
    "It gives a trained model a stable HTTPS address, splits live traffic between versions of it, and speaks Azure Machine Learning's own YAML, scoring script and REST.",
  processes: "Processes",
  states: { up: "up", down: "down" },
  use: "How to use it",
  cli: "On this machine run npx caudal --help in the checkout: the command line is signed in already.",
  api: "The REST API is described by",
  notFound: "There is no such page",
  notFoundHint: "Check the address.",
  failed: "Something went wrong",
  failedHint: "Nothing was changed. The log of the studio says what happened.",
  retry: "Try again",
  unreachable: "The studio does not answer. Is Caudal still running?",
  setup: {
    title: "Set up Caudal",
    about: "Make the first owner of this installation. The link that brought you here works once, for 24 hours.",
    email: "E-mail address",
    name: "Name (optional)",
    password: "Password (at least 8 characters)",
    submit: "Make the owner",
    done: "Done. Sign in from a terminal with caudal login.",
  },
} as const
