import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  platformPartsExtensionPoint,
  type PlatformParts,
} from '@pilothouse/plugin-platform-node';
import { platformModuleEmbedded } from './module';

describe('the module', () => {
  it.each([
    ['nothing without a status file', {}, []],
    [
      'the parts of the status file',
      { pilothouse: { embedded: { statusFile: '/does/not/exist.json' } } },
      ['There is no status file; see whether the launcher runs'],
    ],
  ])('adds %s', async (_, data, expected) => {
    const sources: PlatformParts[] = [];
    const addSource = (source: PlatformParts) => sources.push(source);
    const backend = await startTestBackend({
      extensionPoints: [[platformPartsExtensionPoint, { addSource }]],
      features: [
        platformModuleEmbedded,
        mockServices.rootConfig.factory({ data }),
      ],
    });
    expect(
      sources.map(source => {
        const { knowledge } = source.snapshot();
        return knowledge.kind === 'unknown' ? knowledge.because : undefined;
      }),
    ).toEqual(expected);
    await backend.stop();
  });
});
