export { matchesLabels, matchesSelector, meetsRequirement } from '#manifests';
