/** For example "1.2 MB". */
export function sizeOf(bytes: number, number: Intl.NumberFormat): string {
  const kilo = bytes / 1024;
  return kilo < 1024
    ? `${number.format(Math.ceil(kilo))} kB`
    : `${number.format(Math.ceil(kilo / 102.4) / 10)} MB`;
}
