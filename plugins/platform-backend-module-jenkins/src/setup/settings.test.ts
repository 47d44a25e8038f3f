import { amended, buildsFrom, textIn } from './settings';
import { credentialXml, escapeXml, multibranchXml } from './xml';

const job = {
  fullName: 'shop/web',
  sourceUrl: 'https://git.example.com/shop/web.git?a=1&b=2',
  credentialsId: 'git',
};
const xml = multibranchXml(job);

describe('the configuration of a job', () => {
  it.each([
    ['the address', 'remote', job.sourceUrl],
    ['the credential', 'credentialsId', 'git'],
    ['the script', 'scriptPath', 'Jenkinsfile'],
    ['an empty description', 'description', ''],
    ['nothing of what it has not', 'color', undefined],
  ])('tells %s', (_, name, expected) => {
    expect(textIn(xml, name)).toBe(expected);
  });

  it('is known by the repository', () => {
    expect(buildsFrom(xml, job)).toBe(true);
    expect(buildsFrom(xml, { ...job, sourceUrl: 'x' })).toBe(false);
  });

  it.each([
    ['the script', { scriptPath: 'ci/Jenkinsfile' }, /ci\/Jenkinsfile/],
    ['the credential', { credentialsId: 'other' }, /<credentialsId>other</],
    ['the description', { description: 'a < $& b' }, /a &lt; \$&amp; b/],
  ])('is amended by %s', (_, change, expected) => {
    expect(amended(xml, { ...job, ...change })).toMatch(expected);
  });

  it('is left alone when it is as wanted', () => {
    expect(amended(xml, job)).toBeUndefined();
  });

  it('keeps what people have set besides', () => {
    const theirs = xml.replace('<traits>', '<traits><theirs/>');
    const result = amended(theirs, { ...job, scriptPath: 'other' });
    expect(result).toContain('<theirs/>');
  });
});

describe('a credential', () => {
  it('has its secret escaped', () => {
    const secret = { kind: 'secret-text', secret: '<&>' } as const;
    const made = credentialXml({ folder: 'shop', id: 't', content: secret });
    expect(made).toContain('<secret>&lt;&amp;&gt;</secret>');
  });

  it('is refused with what XML cannot have', () => {
    expect(() => escapeXml('a\u0000b')).toThrow('control characters');
    expect(escapeXml('a\tb\nc')).toBe('a\tb\nc');
  });
});
