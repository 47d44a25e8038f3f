/** Blocks of a stream of server-sent events, as they come (HTML Standard, section 9.2.6). */
export async function* eventBlocks(
  body: ReadableStream<Uint8Array>,
): AsyncGenerator<string, void> {
  const decoder = new TextDecoder();
  const reader = body.getReader();
  let rest = '';
  for (;;) {
    const { done, value: chunk } = await reader.read();
    if (done) return;
    const blocks = `${rest}${decoder.decode(chunk, { stream: true })}`.split(
      '\n\n',
    );
    rest = blocks.pop() ?? '';
    yield* blocks;
  }
}
