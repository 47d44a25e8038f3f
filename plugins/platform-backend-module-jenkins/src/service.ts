import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  ciServerServiceRef,
  noCiServer,
} from '@pilothouse/plugin-platform-node';
import { readJenkinsConfig } from './config';
import { jenkinsCiServer } from './JenkinsCiServer';

/** Lets every plugin of the backend use Jenkins; without configuration there is none. */
export const jenkinsServiceFactory = createServiceFactory({
  service: ciServerServiceRef,
  deps: { config: coreServices.rootConfig },
  createRootContext: ({ config }) => {
    const found = readJenkinsConfig(config);
    return found ? jenkinsCiServer(found) : noCiServer;
  },
  factory: (_deps, server) => server,
});
