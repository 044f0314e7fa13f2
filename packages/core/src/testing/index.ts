export { clearStack, type ContractCase, type ContractInput } from './platform-contract.ts';
export { platformContract } from './contract.ts';
export { type ManualClock, manualClock } from './manual-clock.ts';
export { MemoryBlobs } from './memory-blobs.ts';
export { MemoryPlatform } from './memory-platform.ts';
