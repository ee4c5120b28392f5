// Members of MLS groups by ts-mls, for the interop tests: a request a line on standard input, an answer a line on
// standard output, both JSON, byte strings in hexadecimal. Every peer of a test run lives in this one process.
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const PEERS_MAX = 4096;
const P256 = 2;
const GROUP_EXTENSION = 0xff00;

// ts-mls wants every unmerged list on a leaf's path to be equal and so turns ordinary groups down. RFC 9420 §12.4.3.1
// wants each non-blank node between the leaf and the parent that lists it to list that leaf too, no more: this rule is
// put in its place, in the copy that the tests fetched. Nothing else of ts-mls is changed.
const RULE = [
  'if (!arraysEqual(dpNode.parent.unmergedLeaves, n.parent.unmergedLeaves))',
  'if (dp.indexOf(parentIdx) < dp.indexOf(nodeIndexOf) && !dpNode.parent.unmergedLeaves.includes(unmergedLeaf))',
];
const NAME = ['for (const parentIdx of dp) {', 'const nodeIndexOf = toNodeIndex(i); for (const parentIdx of dp) {'];

function patch() {
  const file = fileURLToPath(new URL('./clientState.js', import.meta.resolve('ts-mls')));
  let text = readFileSync(file, 'utf8');
  if (text.includes(RULE[1])) return;
  for (const [before, after] of [RULE, NAME]) {
    if (text.split(before).length !== 2) throw new Error('the check to be replaced is not where it was: ' + before);
    text = text.replace(before, after);
  }
  writeFileSync(file + '.new', text);
  renameSync(file + '.new', file);
}

patch();
const M = await import('ts-mls');
// The public face of ts-mls tells neither a message's sender nor its authenticated data.
const { unprotectPrivateMessage } = await import('ts-mls/messageProtection.js');
const { p256 } = await import('@noble/curves/nist.js');

const hex = bytes => Buffer.from(bytes).toString('hex');
const bytes = text => new Uint8Array(Buffer.from(text, 'hex'));
const suites = new Map();
const peers = new Map();

async function suite(number) {
  if (!suites.has(number)) {
    const name = Object.keys(M.ciphersuites).find(n => M.ciphersuites[n] === number);
    suites.set(number, await M.getCiphersuiteImpl(M.getCiphersuiteFromName(name)));
  }
  return suites.get(number);
}

// ts-mls makes compressed public keys for P-256; RFC 9420 §5.1.1 wants uncompressed points.
async function signatureKeys(number, cs) {
  const { signKey, publicKey } = await cs.signature.keygen();
  return { signKey, publicKey: number === P256 ? p256.Point.fromBytes(publicKey).toBytes(false) : publicKey };
}

const config = padding => ({
  keyRetentionConfig: M.defaultKeyRetentionConfig,
  lifetimeConfig: { ...M.defaultLifetimeConfig, validateLifetimeOnReceive: true },
  keyPackageEqualityConfig: M.defaultKeyPackageEqualityConfig,
  paddingConfig: { kind: 'alwaysPad', paddingLength: padding },
  authService: M.defaultAuthenticationService,
});

function message(text) {
  const all = bytes(text);
  const read = M.decodeMlsMessage(all, 0);
  if (!read || read[1] !== all.length) throw new Error('not one MLS message');
  return read[0];
}

const encoded = (wireformat, body) => hex(M.encodeMlsMessage({ version: 'mls10', wireformat, ...body }));

// The PSKs of the request, by their ids.
const pskIndex = request => ({
  findPsk: id => (id.psktype === 'external' ? (p => p && bytes(p))((request.psks ?? {})[hex(id.pskId)]) : undefined),
});

function proposal(peer, item) {
  switch (item.kind) {
    case 'add':
      return { proposalType: 'add', add: { keyPackage: message(item.keyPackage).keyPackage } };
    case 'remove':
      return { proposalType: 'remove', remove: { removed: item.leaf } };
    case 'psk': {
      const pskNonce = crypto.getRandomValues(new Uint8Array(peer.cs.kdf.size));
      return { proposalType: 'psk', psk: { preSharedKeyId: { psktype: 'external', pskId: bytes(item.id), pskNonce } } };
    }
    default:
      throw new Error('no proposal ' + item.kind);
  }
}

const operations = {
  async keyPackage(request) {
    if (peers.size >= PEERS_MAX) throw new Error('too many peers');
    const cs = await suite(request.suite);
    const now = BigInt(Math.floor(Date.now() / 1000));
    const made = await M.generateKeyPackageWithKey(
      { credentialType: 'basic', identity: new TextEncoder().encode(request.peer) },
      // With numbers that nobody knows (GREASE, §13.5), and room for an extension of the group.
      { ...M.defaultCapabilities(), extensions: [...M.defaultCapabilities().extensions, GROUP_EXTENSION] },
      { notBefore: now - 3600n, notAfter: now + 86400n },
      [],
      await signatureKeys(request.suite, cs),
      cs,
    );
    peers.set(request.peer, { cs, made, state: undefined });
    return { keyPackage: encoded('mls_key_package', { keyPackage: made.publicPackage }) };
  },

  async create(request, peer) {
    const { publicPackage, privatePackage } = peer.made;
    peer.state = await M.createGroup(bytes(request.group), publicPackage, privatePackage, [], peer.cs, config(0));
    return {};
  },

  async join(request, peer) {
    const { publicPackage, privatePackage } = peer.made;
    const tree = undefined;
    const resumed = undefined;
    const { welcome } = message(request.welcome);
    peer.state = await M.joinGroup(welcome, publicPackage, privatePackage, pskIndex(request), peer.cs, tree, resumed, config(0));
    return {};
  },

  // Makes a commit and moves on at once: the tests have no second committer of an epoch.
  async commit(request, peer) {
    const made = await M.createCommit(
      { state: { ...peer.state, clientConfig: config(request.padding) }, cipherSuite: peer.cs, pskIndex: pskIndex(request) },
      {
        extraProposals: request.proposals.map(item => proposal(peer, item)),
        wireAsPublicMessage: request.clear,
        ratchetTreeExtension: true,
        authenticatedData: bytes(request.aad),
      },
    );
    peer.state = made.newState;
    const commit = hex(M.encodeMlsMessage(made.commit));
    return made.welcome ? { commit, welcome: encoded('mls_welcome', { welcome: made.welcome }) } : { commit };
  },

  async propose(request, peer) {
    const aad = bytes(request.aad);
    const made = await M.createProposal(peer.state, request.clear, proposal(peer, request.proposal), peer.cs, aad);
    peer.state = made.newState;
    return { message: hex(M.encodeMlsMessage(made.message)) };
  },

  // A commit or a proposal. Not by processMessage: it drops the PSKs of private messages.
  async receive(request, peer) {
    const read = message(request.message);
    const psks = pskIndex(request);
    const result =
      read.wireformat === 'mls_public_message'
        ? await M.processPublicMessage(peer.state, read.publicMessage, psks, peer.cs)
        : await M.processPrivateMessage(peer.state, read.privateMessage, psks, peer.cs);
    peer.state = result.newState;
    return { state: peer.state.groupActiveState.kind };
  },

  async seal(request, peer) {
    const state = { ...peer.state, clientConfig: config(request.padding) };
    const made = await M.createApplicationMessage(state, bytes(request.data), peer.cs, bytes(request.aad));
    peer.state = made.newState;
    return { message: encoded('mls_private_message', { privateMessage: made.privateMessage }) };
  },

  async open(request, peer) {
    const { state, cs } = peer;
    const { privateMessage } = message(request.message);
    const opened = await unprotectPrivateMessage(
      state.keySchedule.senderDataSecret,
      privateMessage,
      state.secretTree,
      state.ratchetTree,
      state.groupContext,
      state.clientConfig.keyRetentionConfig,
      cs,
    );
    peer.state = { ...state, secretTree: opened.tree };
    const { content } = opened.content;
    return { sender: content.sender.leafIndex, aad: hex(content.authenticatedData), data: hex(content.applicationData) };
  },

  async view(request, peer) {
    const { state, cs } = peer;
    const { exporterSecret, epochAuthenticator } = state.keySchedule;
    return {
      epoch: Number(state.groupContext.epoch),
      leaf: state.privatePath.leafIndex,
      authenticator: hex(epochAuthenticator),
      exported: hex(await M.mlsExporter(exporterSecret, request.label, bytes(request.context), request.length, cs)),
      treeHash: hex(state.groupContext.treeHash),
    };
  },

  async forget(request) {
    peers.delete(request.peer);
    return {};
  },
};

async function answer(line) {
  try {
    const request = JSON.parse(line);
    return await operations[request.operation](request, peers.get(request.peer));
  } catch (refusal) {
    const where = String(refusal?.stack ?? '').split('\n').slice(1, 3).join(' ').replace(/\s+/g, ' ');
    return { refused: `${refusal?.constructor?.name}: ${refusal?.message} ${where}` };
  }
}

const say = reply => process.stdout.write(JSON.stringify(reply) + '\n');
say({
  ready: 'ts-mls 1.6.4 under Node ' + process.version,
  patched: "its check of unmerged leaves in validateRatchetTree, which turns ordinary groups down, by the rule of RFC 9420 §12.4.3.1",
});
for await (const line of createInterface({ input: process.stdin })) say(await answer(line));
