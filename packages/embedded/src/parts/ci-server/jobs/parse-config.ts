import { BadRequest } from '../http/errors.ts';
import type { JobConfig } from './config.ts';
import {
  folderSchema,
  multibranchSchema,
  pipelineSchema,
} from './config-schemas.ts';
import { parseXml, understand } from './xml.ts';

/** Root elements of config.xml; some have a second name, as XStream escapes them. */
const SCHEMAS = {
  'com.cloudbees.hudson.plugins.folder.Folder': folderSchema,
  'flow-definition': pipelineSchema,
  'org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject':
    multibranchSchema,
};

/**
 * Reads what a job's config.xml says, as far as this server acts on it.
 *
 * @throws BadRequest that names the element that is missing, wrong or of a kind that is
 *   not known here
 */
export function parseConfig(xml: string): JobConfig {
  const { name, content } = parseXml(xml, 'config.xml');
  if (!isKnown(name)) {
    throw new BadRequest(
      `config.xml has the root element ${name}; known here are ${Object.keys(
        SCHEMAS,
      ).join(', ')}`,
    );
  }
  return understand<(typeof SCHEMAS)[typeof name]>(
    SCHEMAS[name],
    content,
    'config.xml',
  );
}

function isKnown(name: string): name is keyof typeof SCHEMAS {
  return Object.hasOwn(SCHEMAS, name);
}
