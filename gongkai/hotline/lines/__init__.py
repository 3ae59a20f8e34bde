"""投诉渠道 (KF-6.2): complaint phones, mailboxes and boxes of units, agreed to by a second hand and then public."""
