import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { JobConfig, PipelineConfig } from './config.ts';
import { parseConfig } from './parse-config.ts';
import {
  folderXml,
  gitPipelineXml,
  inlinePipelineXml,
  multibranchXml,
} from '../testing/config-xml.ts';

describe('config.xml', () => {
  it('of a folder', () => {
    assert.deepEqual(plain(folderXml('Shop &amp; more')), {
      kind: 'folder',
      description: 'Shop & more',
    });
  });

  it('of a pipeline with its script in it keeps the script as it is', () => {
    const script = 'pipeline {\n  agent any\n}\n';
    assert.deepEqual(plain(inlinePipelineXml(script)), {
      kind: 'pipeline',
      disabled: false,
      definition: { kind: 'inline', script },
      concurrency: 'allowed',
      parameters: [],
    });
  });

  it('of a pipeline with its Jenkinsfile in git', () => {
    const { definition } = plainPipeline(
      gitPipelineXml('http://git.example/shop.git', {
        branch: '*/main',
        credentialsId: 'git',
        scriptPath: 'ci/Jenkinsfile',
      }),
    );
    assert.deepEqual(definition, {
      kind: 'git',
      url: 'http://git.example/shop.git',
      credentialsId: 'git',
      branch: '*/main',
      scriptPath: 'ci/Jenkinsfile',
    });
  });

  it('with properties', () => {
    const properties = `
      <org.jenkinsci.plugins.workflow.job.properties.DisableConcurrentBuildsJobProperty/>
      <jenkins.model.BuildDiscarderProperty>
        <strategy class="hudson.tasks.LogRotator">
          <daysToKeep>-1</daysToKeep><numToKeep>20</numToKeep>
        </strategy>
      </jenkins.model.BuildDiscarderProperty>
      <hudson.model.ParametersDefinitionProperty><parameterDefinitions>
        <hudson.model.StringParameterDefinition>
          <name>TAG</name><description>Which</description>
          <defaultValue>latest</defaultValue><trim>true</trim>
        </hudson.model.StringParameterDefinition>
        <hudson.model.BooleanParameterDefinition>
          <name>DEPLOY</name><defaultValue>true</defaultValue>
        </hudson.model.BooleanParameterDefinition>
        <hudson.model.ChoiceParameterDefinition>
          <name>WHERE</name>
          <choices class="java.util.Arrays$ArrayList">
            <a class="string-array"><string>dev</string><string>test</string></a>
          </choices>
        </hudson.model.ChoiceParameterDefinition>
      </parameterDefinitions></hudson.model.ParametersDefinitionProperty>`;
    const { concurrency, discarder, parameters } = plainPipeline(
      inlinePipelineXml('', { properties }),
    );
    assert.equal(concurrency, 'one-at-a-time');
    assert.deepEqual(discarder, { numToKeep: 20 });
    assert.deepEqual(parameters, [
      { kind: 'string', name: 'TAG', description: 'Which', default: 'latest' },
      {
        kind: 'boolean',
        name: 'DEPLOY',
        default: true,
      },
      {
        kind: 'choice',
        name: 'WHERE',
        choices: ['dev', 'test'],
      },
    ]);
  });

  it('of a multibranch project', () => {
    assert.deepEqual(
      plain(multibranchXml('/srv/shop.git', { excludes: 'wip/* tmp' })),
      {
        kind: 'multibranch',
        disabled: false,
        source: {
          url: '/srv/shop.git',
          includes: ['*'],
          excludes: ['wip/*', 'tmp'],
        },
        scriptPath: 'Jenkinsfile',
        pruneDeadBranches: true,
      },
    );
  });

  const refused: [string, string, RegExp][] = [
    ['nothing', ' ', /config\.xml is empty/],
    ['no XML', 'pipeline {}', /not well-formed in line 1/],
    ['an open element', '<flow-definition>', /not well-formed in line 1/],
    [
      'a document type',
      '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><flow-definition/>',
      /must not have a document type/,
    ],
    [
      'a freestyle project',
      '<project/>',
      /root element project; known here are .*flow-definition/,
    ],
    ['no definition', '<flow-definition/>', /at definition/],
    [
      'another source control',
      gitPipelineXml('x').replace('hudson.plugins.git.GitSCM', 'svn.Scm'),
      /at definition\/scm\/@class: .*hudson\.plugins\.git\.GitSCM/,
    ],
    ['no address', gitPipelineXml(''), /a repository needs an address/],
    [
      'a period that is no number',
      inlinePipelineXml('', { more: '<quietPeriod>soon</quietPeriod>' }),
      /at quietPeriod: must be a whole number/,
    ],
  ];
  for (const [title, xml, message] of refused) {
    it(`is refused with ${title}`, () => {
      assert.throws(() => parseConfig(xml), { status: 400, message });
    });
  }
});

/** The configuration as it would be written down: without what is left out. */
function plain(xml: string): JobConfig {
  return JSON.parse(JSON.stringify(parseConfig(xml)));
}

function plainPipeline(xml: string): PipelineConfig {
  const config = plain(xml);
  assert.equal(config.kind, 'pipeline');
  return config;
}
