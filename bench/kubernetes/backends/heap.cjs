// Loaded before a backend whose memory is measured; tells it when asked.
process.on('message', message => {
  if (message !== 'heap') return;
  globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  process.send({ heap: { bytes: heapUsed + external } });
});
