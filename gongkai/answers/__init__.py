"""政策问答: what people ask about a policy, answered once by its unit, with the clause it rests on."""
