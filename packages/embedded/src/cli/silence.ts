/** What a person is told of a cluster that does not answer. */
export function silenceOf(
  context: string,
  server: string | undefined,
  because: string,
): string {
  return `The cluster of context ${context} does not answer at ${server} (${because}). The portal starts without it and shows it as soon as it answers; check the address, your network or VPN, and the credentials.`;
}
