from integrity.models.rule_pack import RulePack, RulePackActivation

__all__ = ["RulePack", "RulePackActivation"]
