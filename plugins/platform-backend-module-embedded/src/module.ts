import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { readDurationFromConfig } from '@backstage/config';
import { durationToMilliseconds } from '@backstage/types';
import { platformPartsExtensionPoint } from '@pilothouse/plugin-platform-node';
import { StatusFileParts } from './StatusFileParts';

const section = 'pilothouse.embedded';

/** Tells of the embedded platform's parts, when there is an embedded platform. */
export const platformModuleEmbedded = createBackendModule({
  pluginId: 'platform',
  moduleId: 'embedded',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        health: platformPartsExtensionPoint,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
      },
      async init({ config, health, lifecycle, logger }) {
        const path = config.getOptionalString(`${section}.statusFile`);
        if (path === undefined) {
          return;
        }
        const staleKey = `${section}.staleAfter`;
        const staleAfterMs = config.has(staleKey)
          ? durationToMilliseconds(
              readDurationFromConfig(config, { key: staleKey }),
            )
          : undefined;
        const parts = await StatusFileParts.open(
          { path, staleAfterMs },
          logger,
        );
        lifecycle.addShutdownHook(() => parts.close());
        health.addSource(parts);
      },
    });
  },
});
