output "connector_arn" {
  description = "The connector: its state is in the console of MSK Connect under this ARN."
  value       = aws_mskconnect_connector.connector.arn
}

output "role_arn" {
  description = "The role that the connector is. Grant it more tables, or Lake Formation rights, here."
  value       = aws_iam_role.connector.arn
}

output "workgroup" {
  description = "The workgroup: its history in Athena's console shows every execution, with what it scanned."
  value       = aws_athena_workgroup.connector.name
}

output "results_location" {
  description = "Where the results are."
  value       = local.results_location
}

output "log_group" {
  description = "The workers' logs. What is wrong with a configuration is told here."
  value       = aws_cloudwatch_log_group.connector.name
}

output "topics" {
  description = "The topics that the connector writes to."
  value       = local.topics
}
